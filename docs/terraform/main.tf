# A sender with its templates, and one content that is bound by hand. docs/terraform.md explains it.
terraform {
  required_version = ">= 1.11" # write-only arguments
  required_providers {
    restful = {
      source  = "magodo/restful"
      version = "~> 0.25"
    }
  }
}

provider "restful" {
  base_url = var.api_url
  security = var.token == null ? null : { http = { token = { token = var.token } } }
}

locals {
  environment = "/v1/environments/${var.environment_id}"
  sender      = "${local.environment}/notificationsSettings/instantMessagingDeliverySettings/whatsApp"
  credentials = jsondecode(var.credentials)
}

resource "restful_resource" "sender" {
  path          = local.sender
  create_method = "PUT"

  body = {
    provider                  = "CUSTOM_WHATSAPP"
    whatsAppAccountBusinessId = var.whatsapp_account_business_id
    appId                     = var.app_id
    locales                   = var.locales
    templates = {
      strong_authentication = { codeExpirationMinutes = var.code_expiration_minutes }
    }
  }

  # Not stored: neither in the state nor in a plan.
  ephemeral_body = {
    userAccessToken = local.credentials.userAccessToken
    appSecret       = local.credentials.appSecret
  }

  poll_create = local.run
  poll_update = local.run

  output_attrs = ["status", "numbers"]
}

locals {
  # Until the run has ended, Meta's review included. What was submitted last is the candidate, if there is one.
  run = {
    status_locator    = "body.[candidate.provisioning.status,provisioning.status].0"
    default_delay_sec = 5
    status = {
      success = "SUCCEEDED"
      pending = ["PENDING", "RUNNING", "WAITING"]
    }
  }
}

# What the run has created at Meta, or found there.
data "restful_resource" "templates" {
  id    = local.sender
  query = { expand = ["whatsAppTemplates"] }

  output_attrs = ["whatsAppTemplates"]

  depends_on = [restful_resource.sender]
}

locals {
  # The one that serves German users.
  german = one([
    for template in data.restful_resource.templates.output.whatsAppTemplates : template
    if contains([for content in template.contents : "${content.template}/${content.locale}"], "strong_authentication/de")
  ])
}

# Swiss users get the German template, too.
resource "restful_resource" "swiss_german" {
  path      = "${local.environment}/templates/strong_authentication/contents"
  read_path = "$(path)/$(body.id)"

  body = {
    deliveryMethod   = "WhatsApp"
    locale           = "de-CH"
    whatsAppTemplate = { for member in ["id", "name", "category", "language"] : member => local.german[member] }
  }

  output_attrs = ["id", "state"]
}

output "status" {
  value = restful_resource.sender.output.status
}

output "numbers" {
  value = restful_resource.sender.output.numbers
}
