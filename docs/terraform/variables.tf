variable "api_url" {
  type        = string
  description = "The stack's output ApiUrl."
}

variable "token" {
  type        = string
  default     = null
  ephemeral   = true
  sensitive   = true
  description = "An access token with the scope for administering."
}

variable "environment_id" {
  type = string
}

variable "whatsapp_account_business_id" {
  type = string
}

variable "app_id" {
  type = string
}

variable "credentials" {
  type        = string
  ephemeral   = true
  sensitive   = true
  description = "JSON with userAccessToken and appSecret, as a secret of AWS Secrets Manager has it."
}

variable "locales" {
  type    = list(string)
  default = ["en", "de"]
}

variable "code_expiration_minutes" {
  type    = number
  default = 10
}
