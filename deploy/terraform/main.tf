# Five virtual machines like those of the published experiment (2 processors, 8 GB): four for nodes, one that generates load.
# `terraform apply` writes the inventory that `espalier bench --inventory` reads.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
    local = {
      source  = "hashicorp/local"
      version = ">= 2.4"
    }
  }
}

provider "aws" {
  region = var.region
}

data "aws_ami" "debian" {
  most_recent = true
  owners      = ["136693071363"]

  filter {
    name   = "name"
    values = ["debian-13-amd64-*"]
  }
}

resource "aws_vpc" "bench" {
  cidr_block           = "10.77.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "espalier-bench" }
}

resource "aws_internet_gateway" "bench" {
  vpc_id = aws_vpc.bench.id
}

resource "aws_subnet" "bench" {
  vpc_id                  = aws_vpc.bench.id
  cidr_block              = "10.77.0.0/24"
  map_public_ip_on_launch = true
}

resource "aws_route_table" "bench" {
  vpc_id = aws_vpc.bench.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.bench.id
  }
}

resource "aws_route_table_association" "bench" {
  subnet_id      = aws_subnet.bench.id
  route_table_id = aws_route_table.bench.id
}

# Between the machines everything is open; from outside ssh and the nodes' client port, from one network alone.
resource "aws_security_group" "bench" {
  vpc_id = aws_vpc.bench.id

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.operator_cidr]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_key_pair" "bench" {
  key_name_prefix = "espalier-bench-"
  public_key      = file(pathexpand(var.public_key))
}

# All in one placement group, so that the network between them is the shortest there is.
resource "aws_placement_group" "bench" {
  name     = "espalier-bench"
  strategy = "cluster"
}

resource "aws_instance" "host" {
  count                  = var.nodes + var.generators
  ami                    = data.aws_ami.debian.id
  instance_type          = var.instance_type
  subnet_id              = aws_subnet.bench.id
  vpc_security_group_ids = [aws_security_group.bench.id]
  key_name               = aws_key_pair.bench.key_name
  placement_group        = aws_placement_group.bench.id
  tags                   = { Name = count.index < var.nodes ? "espalier-node-${count.index + 1}" : "espalier-generator-${count.index - var.nodes + 1}" }

  root_block_device {
    volume_size = 20
    volume_type = "gp3"
  }

  user_data = templatefile("${path.module}/host.sh.tftpl", { archive = var.archive })
}

resource "local_file" "inventory" {
  filename = "${path.module}/hosts.yaml"
  content = yamlencode({
    ssh      = ["ssh", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=accept-new"]
    espalier = "/opt/espalier/espalier"
    store = [for host in slice(aws_instance.host, 0, var.nodes) : {
      host = host.private_ip
      ssh  = "admin@${host.public_ip}"
    }]
    generators = [for host in slice(aws_instance.host, var.nodes, var.nodes + var.generators) : {
      host      = host.private_ip
      ssh       = "admin@${host.public_ip}"
      processes = 2
    }]
    cost = {
      currency           = "USD"
      store-per-hour     = var.host_price_per_hour
      generator-per-hour = var.host_price_per_hour
    }
  })
}

output "inventory" {
  description = "What `espalier bench --inventory` reads."
  value       = local_file.inventory.filename
}

output "generator" {
  description = "The bench asks the nodes at their private addresses, so run it there: copy the inventory and log in here."
  value       = "admin@${aws_instance.host[var.nodes].public_ip}"
}
