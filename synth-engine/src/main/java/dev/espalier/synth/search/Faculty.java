package dev.espalier.synth.search;

/** Something that a search can do, and can be made to do without, to see what it is worth. */
public enum Faculty {
    /** What the proof fails at decides which core is grown next. Without: the code is chosen first and then proved. */
    JOINT_GROWTH("joint-growth", "no-joint-growth", "no joint growth"),

    /** Facts and lemmas are proposed for goals that stay open. Without: the tactics and CoqHammer are all there is. */
    PROPOSER("proposer", "no-proposer", "no proposer"),

    /** Pieces are represented otherwise where a proof fails or nothing moves. Without: the first representation stays. */
    RELOADER("reloader", "no-reloader", "no reloader"),

    /** A closed proof counts once the audit agrees. Without: it counts as it is. */
    AUDIT("audit", "no-audit", "no audit"),

    /** What a verdict says besides yes or no says what to try next. Without: it is yes or no. */
    FEEDBACK("feedback", "accept-or-reject", "accept or reject only"),

    /** Several cores are closed and the fastest is taken. Without: the first. */
    PERFORMANCE("performance", "no-performance", "no performance feedback"),

    /** A core is one when its proof is closed. Without: several are sampled, and the fastest is taken for right. */
    PROOF("proof", "best-of-n", "best of N, no proof");

    private final String word;
    private final String ablation;
    private final String title;

    Faculty(String word, String ablation, String title) {
        this.word = word;
        this.ablation = ablation;
        this.title = title;
    }

    /** As the command line has it: {@code --without} this. */
    public String word() {
        return word;
    }

    /** The name of the configuration that lacks this and nothing else. */
    public String ablation() {
        return ablation;
    }

    /** That configuration's title in a table. */
    public String title() {
        return title;
    }
}
