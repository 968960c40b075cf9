public protocol ExcerptSource { func line(_ number: Int, of file: String) -> String? }
