import Assessment
import Testing

@Suite("UUIDs made from names")
struct NamedUUIDTests {
  @Test("the example of RFC 9562, appendix A.4")
  func vector() {
    #expect(NamedUUID("www.example.com", in: .dns).description == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
  }

  // Python: uuid.uuid5(uuid.NAMESPACE_URL, ...)
  @Test(
    "as another program makes them",
    arguments: [
      ("urn:x-bornage", "01d5d9f8-a0c7-5599-9ca7-8c4acfdd9757"), ("", "1b4db7eb-4057-5ddf-91e0-36dec72071f5"),
      ("é日本", "a6a210b9-b3ba-5fc1-aaa8-719c1ffd9c33"),
    ])
  func others(name: String, uuid: String) {
    #expect(NamedUUID(name, in: .url).description == uuid)
  }

  @Test("a UUID is a namespace in its turn, and names keep apart")
  func nested() {
    let one = NamedUUID("one", in: .url)
    #expect(NamedUUID("a", in: one) == NamedUUID("a", in: one))
    #expect(
      Set([one, NamedUUID("a", in: one), NamedUUID("b", in: one), NamedUUID("one", in: .dns)]).count == 4)
  }
}
