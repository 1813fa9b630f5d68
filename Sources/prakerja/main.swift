print("prakerja")
