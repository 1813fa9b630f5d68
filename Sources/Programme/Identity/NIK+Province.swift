extension NIK {
    /// Nil where the address on the card is in the province that the NIK names, or in one that was the same when the
    /// NIK may have been given.
    package func warning(address province: Province) -> NIKWarning? {
        Regions.wereOne(self.province, province.code) ? nil : .otherProvince
    }
}
