import Programme
import Storage

extension OwnDataSource {
    static let surveys = OwnDataSource(
        key: "surveys", title: Bilingual(id: "Jawaban survei", en: "Answers to surveys")
    ) { tx, own in
        try tx.surveys.given(by: own.person, limit: OwnDataSource.most + 1).map { given in
            OwnDataRecord(
                [own.day("given_on", own.t("Dijawab", "Answered"), given.on)]
                    + given.answers.sorted { $0.key < $1.key }.map { own.text("answer.\($0.key)", $0.key, $0.value) })
        }
    }
}
