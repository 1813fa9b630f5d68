/// Drawings of the home page: flat shapes, cut like cloth. The stylesheet turns the classes' colours for dark screens.
enum HomeDrawings {
    /// Three people at a long table: an older man who sews, a woman at a computer, a woman who welds. The table's cloth
    /// is filled with `url(#meja)`.
    ///
    /// - Parameter cloth: of the wave that was announced last; nil before the first draw: then the table is bare.
    static func hero(_ cloth: HTML?) -> HTML {
        """
        <svg viewBox="0 0 600 392" width="600" height="392" aria-hidden="true">\(cloth)\
        <path fill="#f2b100" d="M136 300a168 168 0 1 1 328 0z"/>\
        <path fill="#2a8a5e" d="M0 300c-6-70 14-116 50-140 26 44 26 100 10 140zM600 300c6-70-14-116-50-140-26 44-26 100-10 140z"/>\
        <path fill="#1d6b49" d="M30 300c10-50 36-82 72-92 6 36-6 70-26 92zM570 300c-10-50-36-82-72-92-6 36 6 70 26 92z"/>\
        \(sewing)\(computing)\(welding)\
        <path fill="#8a4a24" d="M6 296h588v16H6z"/>\(front(cloth))</svg>
        """
    }

    private static func front(_ cloth: HTML?) -> HTML {
        cloth == nil
            ? "<path fill=\"#6f3a1b\" d=\"M30 312h540v60H30z\"/>"
            : """
            <g transform="translate(30 316)"><path fill="url(#meja)" d="M0 0h540v44H0z"/></g>\
            <path stroke="#f2b100" stroke-width="8" stroke-dasharray="3 4" d="M30 366h540"/>
            """
    }

    private static let sewing: HTML = """
        <path fill="#1c7ba0" d="M92 296c0-66 14-86 54-86s54 20 54 86z"/><path fill="#b57c53" d="M136 194h20v16l-10 16-10-16z"/>\
        <circle cx="146" cy="174" r="27" fill="#b57c53"/><path fill="#1b2530" d="M119 166c0-22 10-30 27-30s27 8 27 30z"/>\
        <path fill="#b9c7cf" d="M120 166h6v12zM172 166h-6v12z"/><path fill="#b9c7cf" d="M134 187c8-5 16-5 24 0-6 4-18 4-24 0z"/>\
        <g fill="#1b2530"><circle cx="137" cy="176" r="2.6"/><circle cx="155" cy="176" r="2.6"/></g>\
        <path fill="none" stroke="#1b2530" stroke-width="2" d="M131 176a6 6 0 1 0 12 0 6 6 0 1 0-12 0m18 0a6 6 0 1 0 12 0 6 6 0 1 0-12 0m-6 0h6"/>\
        <path fill="none" stroke="#1c7ba0" stroke-width="22" stroke-linecap="round" d="M106 232c-8 28 4 44 30 46M188 232c14 22 18 30 20 40"/>\
        <circle cx="140" cy="279" r="10" fill="#b57c53"/><circle cx="210" cy="276" r="10" fill="#b57c53"/>\
        <path fill="#f7f0dd" d="M148 296v-10h12v-22c0-12 8-18 20-18h38c8 0 12 6 12 14v26h8v10z"/>\
        <path fill="#c8552f" d="M160 264h10v14h-10z"/><circle cx="222" cy="264" r="9" fill="#c8552f"/>
        """

    private static let computing: HTML = """
        <path fill="#0f5c46" d="M246 296c0-70 16-92 56-92s56 22 56 92z"/>\
        <path fill="#c8552f" d="M262 232c-6-10-2-66 4-80 6-16 20-24 36-24s30 8 36 24c6 14 10 70 4 80-14 10-66 10-80 0z"/>\
        <circle cx="302" cy="170" r="27" fill="#dcab80"/>\
        <g fill="#1b2530"><circle cx="293" cy="170" r="2.6"/><circle cx="311" cy="170" r="2.6"/></g>\
        <path fill="none" stroke="#1b2530" stroke-width="2.5" stroke-linecap="round" d="M294 181c5 5 11 5 16 0"/>\
        <path fill="none" stroke="#0f5c46" stroke-width="22" stroke-linecap="round" d="M260 244c-8 22-4 36 12 40M344 244c8 22 4 36-12 40"/>\
        <path fill="#1b2530" d="M256 246h92l8 50H248z"/><path fill="#f2b100" d="m302 262 9 9-9 9-9-9z"/>
        """

    private static let welding: HTML = """
        <path fill="#f2b100" d="M400 296c0-66 14-86 54-86s54 20 54 86z"/>\
        <path fill="#c8552f" d="M400 296c0-62 8-84 34-86v86zM508 296c0-62-8-84-34-86v86z"/>\
        <path fill="#1b2530" d="M424 168h60v30c0 8-9 8-9 0h-42c0 8-9 8-9 0z"/><path fill="#8b5b3d" d="M444 196h20v14l-10 10-10-10z"/>\
        <circle cx="454" cy="176" r="27" fill="#8b5b3d"/>\
        <path fill="#f7f0dd" d="M424 166c0-24 12-36 30-36s30 12 30 36z"/><path fill="#dccfae" d="M418 162h72v8h-72zM449 130h10v32h-10z"/>\
        <g fill="#1b2530"><circle cx="445" cy="178" r="2.6"/><circle cx="463" cy="178" r="2.6"/></g>\
        <path fill="none" stroke="#1b2530" stroke-width="2.5" stroke-linecap="round" d="M446 189c5 5 11 5 16 0"/>\
        <path fill="none" stroke="#c8552f" stroke-width="22" stroke-linecap="round" d="M414 238c-14 20-16 34-8 44M494 238c16 12 20 22 14 36"/>\
        <circle cx="408" cy="284" r="10" fill="#8b5b3d"/><circle cx="508" cy="274" r="10" fill="#8b5b3d"/>\
        <circle cx="384" cy="276" r="19" fill="#b9c7cf"/><circle cx="384" cy="276" r="7" fill="#1b2530"/>\
        <path fill="none" stroke="#b9c7cf" stroke-width="9" stroke-linecap="round" d="m512 270 30-36"/>\
        <path fill="none" stroke="#b9c7cf" stroke-width="8" d="M536 222a12 12 0 1 0 18 12"/>
        """

    /// A phone with the digits of a code.
    static let account: HTML = """
        <svg viewBox="0 0 180 132" width="180" height="132" aria-hidden="true"><circle class="cut-tint" cx="90" cy="66" r="64"/>\
        <path class="cut-nila" d="M56 6h62a8 8 0 0 1 8 8v104a8 8 0 0 1-8 8H56a8 8 0 0 1-8-8V14a8 8 0 0 1 8-8z"/>\
        <path fill="#f7f0dd" d="M56 18h62v92H56z"/><path class="cut-sea" d="M64 28h32v7H64z"/><path fill="#dccfae" d="M64 42h46v5H64z"/>\
        <path fill="#f2b100" d="M80 58h84a6 6 0 0 1 6 6v28a6 6 0 0 1-6 6h-66l-12 12V98h-6a6 6 0 0 1-6-6V64a6 6 0 0 1 6-6z"/>\
        <g fill="#14202c"><circle cx="92" cy="78" r="5"/><circle cx="107" cy="78" r="5"/><circle cx="122" cy="78" r="5"/>\
        <circle cx="137" cy="78" r="5"/><circle cx="152" cy="78" r="5"/></g></svg>
        """

    /// An identity card with a face, and a pencil.
    static let answers: HTML = """
        <svg viewBox="0 0 180 132" width="180" height="132" aria-hidden="true"><circle class="cut-tint" cx="90" cy="66" r="64"/>\
        <path fill="#b9c7cf" d="M20 26h104a6 6 0 0 1 6 6v62a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6V32a6 6 0 0 1 6-6z"/>\
        <path class="cut-nila" d="M24 36h50v7H24zM24 52h38v6H24zM24 66h46v6H24z"/><path fill="#c8552f" d="M86 36h34v40H86z"/>\
        <path fill="#f7f0dd" d="M90 76c0-14 6-18 13-18s13 4 13 18z"/><circle cx="103" cy="52" r="9" fill="#8b5b3d"/>\
        <path fill="#f7f0dd" d="M84 72h60v50H84z"/>\
        <path fill="none" stroke="#2a8a5e" stroke-width="4" d="m92 84 5 5 9-10m-14 23 5 5 9-10"/>\
        <path class="cut-sea" d="M112 82h24v5h-24zM112 100h18v5h-18z"/>\
        <path fill="#f2b100" d="m132 108 28-40 11 8-28 40z"/><path fill="#dccfae" d="m132 108 11 8-15 6z"/>\
        <path fill="#c8552f" d="m160 68 5-7 11 8-5 7z"/></svg>
        """

    /// A loom with its threads, half woven.
    static let wave: HTML = """
        <svg viewBox="0 0 180 132" width="180" height="132" aria-hidden="true"><circle class="cut-tint" cx="90" cy="66" r="64"/>\
        <path fill="#f7f0dd" d="M42 18h96v98H42z"/><path fill="none" stroke="#dccfae" stroke-width="2" d="M48 18v98m8-98v98m8-98v98\
        m8-98v98m8-98v98m8-98v98m8-98v98m8-98v98m8-98v98m8-98v98m8-98v98m8-98v98"/>\
        <path class="cut-nila" d="M42 70h96v46H42z"/><path fill="#f2b100" d="m66 74 18 19-18 19-18-19zm48 0 18 19-18 19-18-19z"/>\
        <path fill="#f7f0dd" d="m66 84 9 9-9 9-9-9zm48 0 9 9-9 9-9-9zm-24-10 6 6-6 6-6-6zm0 26 6 6-6 6-6-6z"/>\
        <path fill="#8a4a24" d="M34 6h10v122H34zM136 6h10v122h-10zM26 10h128v9H26zM26 114h128v9H26z"/>\
        <path fill="#c8552f" d="M40 62h100v8H40z"/><path fill="#f2b100" d="m128 48 38-8v10l-30 8z"/></svg>
        """
}
