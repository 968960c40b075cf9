import Testing

@testable import Inventory

@Suite("Algorithms and lengths of keys, as descriptors spell them")
struct KeyAlgorithmTests {
  @Test(arguments: [
    ("RSA_2048", "RSA-2048"), ("RSA", "RSA"), ("RSA-HSM", "RSA"), ("RSA_SIGN_PKCS1_4096_SHA512", "RSA-4096"),
    ("RSA_DECRYPT_OAEP_3072_SHA256", "RSA-3072"), ("ECC_NIST_P256", "EC-256"), ("ECC_SECG_P256K1", "EC-256"),
    ("EC_prime256v1", "EC-256"), ("EC_secp384r1", "EC-384"), ("EC_SIGN_P384_SHA384", "EC-384"),
    ("P-521", "EC-521"), ("EC_SIGN_ED25519", "EC-256"), ("SYMMETRIC_DEFAULT", "AES-256"),
    ("GOOGLE_SYMMETRIC_ENCRYPTION", "AES-256"), ("oct-HSM", "AES-256"), ("AES_128_GCM", "AES-128"),
  ])
  func read(spelling: String, name: String) { #expect(KeyAlgorithm(spelling)?.name == name) }

  @Test(arguments: ["", "SM2", "ML_DSA_44", "HMAC_256", "${Spec}"])
  func unknown(spelling: String) { #expect(KeyAlgorithm(spelling) == nil) }
}
