/**
 * Benches in a cluster of Kubernetes: the store by its Helm chart, generators as the pods of a Job, each of which reads its
 * task from a Secret and leaves what it measured in its log.
 */
@NullMarked
package dev.espalier.bench.kubernetes;

import org.jspecify.annotations.NullMarked;
