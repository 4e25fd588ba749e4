import Run
import Testing

@Suite("The line that shows how far a run is")
struct RunProgressTests {
  private let loading: RunProgress = {
    var progress = RunProgress(.loading)
    (progress.files, progress.filesInAll) = (12, 2300)
    (progress.bytes, progress.bytesInAll) = (30_000_000, 120_000_000)
    progress.lines = 1_234_567
    progress.pence = 987_654_321_050
    return progress
  }()

  @Test("has files, lines, pounds, the rate and the time left, as far as they can be told")
  func text() {
    // Three quarters of the bytes are left, so that three times the 100 seconds are; 12,345.67 lines a second.
    #expect(
      loading.text(after: 100, width: 200)
        == "techshare: loading, 12 of 2,300 files, 1,234,567 lines, £9,876,543,211, 12,345 lines/s, about 5:00 left"
    )
    #expect(
      loading.text(after: 0.5, width: 200)
        == "techshare: loading, 12 of 2,300 files, 1,234,567 lines, £9,876,543,211")
    #expect(loading.text(after: 100, width: 18) == "techshare: loading")
    #expect(loading.text(after: 100, width: 0).isEmpty)
    // 10,000 seconds for a quarter: 30,000 for the rest.
    #expect(loading.text(after: 10_000, width: 200).hasSuffix(", 123 lines/s, about 8:20:00 left"))
    #expect(RunProgress(.publishing).text(after: 100, width: 200) == "techshare: publishing")
    var all = loading
    all.bytes = all.bytesInAll
    all.pence = -1_050
    #expect(all.text(after: 100, width: 200).hasSuffix("£-11, 12,345 lines/s"), "half a pound away from zero")
    var archiving = RunProgress(.archiving)
    archiving.filesInAll = 3
    #expect(archiving.text(after: 9, width: 200) == "techshare: archiving, 0 of 3 files")
  }
}
