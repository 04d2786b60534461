variable "region" {
  description = "Where the machines are."
  type        = string
  default     = "eu-central-1"
}

variable "instance_type" {
  description = "2 processors and 8 GB, as in the published experiment."
  type        = string
  default     = "m7i.large"
}

variable "host_price_per_hour" {
  description = "Price of such a machine in USD an hour, for the cost in the report. Look it up for the region: prices change."
  type        = number
}

variable "nodes" {
  description = "Machines with a node of the store."
  type        = number
  default     = 4

  validation {
    condition     = var.nodes >= 1
    error_message = "A store has a node or more."
  }
}

variable "generators" {
  description = "Machines that generate load."
  type        = number
  default     = 1

  validation {
    condition     = var.generators >= 1
    error_message = "A load needs a generator or more."
  }
}

variable "operator_cidr" {
  description = "The network from which ssh is allowed, such as 203.0.113.7/32."
  type        = string

  validation {
    condition     = can(cidrhost(var.operator_cidr, 0)) && var.operator_cidr != "0.0.0.0/0"
    error_message = "Give one network, such as 203.0.113.7/32; nodes of a bench have no password, so not the whole world."
  }
}

variable "public_key" {
  description = "The public key that logs in."
  type        = string
  default     = "~/.ssh/id_ed25519.pub"
}

variable "archive" {
  description = "URL of an archive (tar.gz) of a built Espalier, whose top directory holds the launcher."
  type        = string
}
