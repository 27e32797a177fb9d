# The least that vault:secret/shop/auth#… needs, in Vault and OpenBao: to read this one secret. No list, no write.
path "secret/data/shop/auth" {
  capabilities = ["read"]
}
