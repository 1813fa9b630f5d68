"""The files a programme writes before it installs: its edition, the questions of its test, its courses."""

import datetime
import json

# Waves follow one another so quickly that no step of the installation has to be timed.
WAVE_SECONDS = 15
WAVES = 40
ZONE = datetime.timezone(datetime.timedelta(hours=7))
TRAINING, INCENTIVE = 1_000_000, 600_000


class Calendar:
    """The days and waves of a programme that begins now."""

    def __init__(self):
        self.begin = datetime.datetime.now(ZONE).replace(microsecond=0)
        self.today = self.begin.date()
        self.end = self.today + datetime.timedelta(days=300)

    def waves(self):
        def moment(seconds):
            return (self.begin + datetime.timedelta(seconds=seconds)).isoformat()
        return [
            {"number": number, "opens": moment((number - 1) * WAVE_SECONDS), "closes": moment(number * WAVE_SECONDS),
             "announced": moment(number * WAVE_SECONDS + 1)}
            for number in range(1, WAVES + 1)]

    def open_wave(self):
        """The number of the wave that is open now."""
        return int((datetime.datetime.now(ZONE) - self.begin).total_seconds() // WAVE_SECONDS) + 1

    def courses(self, price):
        start, end = self.today.isoformat(), (self.today + datetime.timedelta(days=60)).isoformat()
        values = {
            "course_code": "menjahit-dasar", "institution": "balai-karya", "title": "Menjahit Dasar",
            "summary": "Menjahit pakaian sederhana sampai selesai.", "category": "Kerajinan", "mode": "self-paced",
            "hours": "20", "competence": "SKKNI menjahit", "assessment": "Tes akhir",
            "trainer": "Penjahit bersertifikat", "completion_rule": "Nilai tes akhir paling sedikit 70", "platform": "pasar-latih", "price": price,
            "url": "https://pasar-latih.example/menjahit-dasar", "schedule_code": "menjahit-dasar-1", "starts": start,
            "ends": end, "quota": "100",
        }
        return ",".join(values) + "\n" + ",".join(f'"{value}"' for value in values.values()) + "\n"


def questions():
    def text(words):
        return {"id": words, "en": words}
    return json.dumps({
        "salt": "0f9d3c5b7a1e42608c4d1e27f9ab3501",
        "motivation": [{"id": "m1", "text": text("Saya ingin belajar menjahit.")}],
        "ability": [{"id": "a1", "text": text("3 + 4 = ?"), "choices": ["6", "7"], "answer": 1}],
    })


def edition(calendar, digest):
    """JSON is YAML. `digest` is that of the questions."""
    def words(indonesian, english):
        return {"id": indonesian, "en": english}
    today, end = calendar.today.isoformat(), calendar.end.isoformat()
    paid = (calendar.end + datetime.timedelta(days=60)).isoformat()
    return json.dumps({
        "id": "latih-1",
        "title": words("Kartu Latih", "Training Card"),
        "purpose": words("Bantuan biaya pelatihan.", "Help with the cost of training."),
        "legalBasis": [{"title": "Peraturan Menteri Nomor 1", "dated": today}],
        "site": "https://pelatihan.example",
        "validity": {"registrationOpens": calendar.begin.isoformat(), "from": today, "to": end},
        "target": {"people": 1_000},
        "budget": 10_000_000_000,
        "account": {"identifiers": ["email", "phone"], "codeValidMinutes": 10, "codeTries": 5, "codeResends": 3},
        "regions": [{"name": words("Seluruh Indonesia", "Nationwide"), "from": today}],
        "eligibility": {
            "minimumAge": 18, "minimumAgeInclusive": True, "citizensOnly": True, "excludesFormalEducation": True,
            "excludedOccupations": [], "onceInALifetime": True, "source": "Peraturan Menteri Nomor 1",
            "lists": [{"kind": "blacklist", "mandatory": False, "freshDays": 365, "source": "Dinas Tenaga Kerja"}],
        },
        "photos": {"acceptedBytes": 15_000_000, "acceptedPixels": 50_000_000, "keptBytes": 2_000_000},
        "declarations": [{"id": "truthful", "text": words("Semua data saya benar.", "All my data is true.")}],
        "test": {"minutes": 25, "bank": {"digest": digest, "motivation": 1, "ability": 1}},
        "waves": {
            "quota": 50, "total": WAVES, "zone": "WIB", "rejoin": "manual", "strata": ["everyone"],
            "priority": {"occupations": [], "lists": []}, "calendar": calendar.waves(),
        },
        "benefits": {
            "perPerson": TRAINING + INCENTIVE, "training": TRAINING,
            "incentive": {
                "amount": INCENTIVE, "count": 1, "intervalDays": 30, "claimDays": 60, "earnBy": end, "payBy": paid,
                "proofs": ["completion", "review", "payee"]},
            "survey": {
                "amount": 1, "count": 0, "intervalDays": 30, "claimDays": 30, "earnBy": end, "payBy": paid,
                "proofs": ["completion", "payee"]},
        },
        "training": {
            "firstUseDays": 30, "lapse": "barred", "reminderDays": [7, 1], "buyBy": end, "attendBy": end,
            "feeCapBasisPoints": 1_500, "milestones": [{"milestone": "completion", "basisPoints": 10_000}],
            "deliveryModes": [{"mode": "self-paced"}], "nextTrainingNeedsCompletion": True, "otpValidMinutes": 10,
        },
        "platforms": [{"slug": "pasar-latih", "name": "Pasar Latih"}],
        "payoutPartners": [{"slug": "linkaja", "name": "LinkAja", "kind": "wallet"}],
        "contact": {
            "web": "https://pelatihan.example", "email": "info@pelatihan.example",
            "instagram": "@pelatihan", "callCentre": "021-5550100",
            "opens": "08:00", "closes": "16:00", "firstWeekday": 1, "lastWeekday": 5, "zone": "WIB"},
    }, indent=1)
