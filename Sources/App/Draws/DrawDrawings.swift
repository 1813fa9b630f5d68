/// Drawings of a draw's page: flat shapes, cut like cloth, as on home.
enum DrawDrawings {
    /// Numbers in order, with the line after the last place.
    static let cut: HTML = """
        <svg viewBox="0 0 320 120" width="320" height="120" aria-hidden="true">\
        <g fill="#2a8a5e"><path d="M90 14h170v13H90zM90 33h142v13H90zM90 52h120v13H90z"/>\
        <path d="M66 14h13v13H66zM66 33h13v13H66zM66 52h13v13H66z"/></g>\
        <path fill="none" stroke="#f7f0dd" stroke-width="2.5" d="m69 21 3 3 5-6m-8 22 3 3 5-6m-8 22 3 3 5-6"/>\
        <path fill="#b9c7cf" d="M66 79h13v13H66zM90 79h96v13H90zM66 98h13v13H66zM90 98h70v13H90z"/>\
        <path fill="none" stroke="#c8552f" stroke-width="3" stroke-dasharray="8 5" d="M48 72h212"/>\
        <path fill="#c8552f" d="m256 72 10-8h26v16h-26z"/></svg>
        """

    /// A locked box with an envelope in it, and three people around it.
    static let locked: HTML = """
        <svg viewBox="0 0 320 120" width="320" height="120" aria-hidden="true">\
        <path class="cut-nila" d="M114 42h92v66h-92z"/><path fill="#f7f0dd" d="M122 54h76v46h-76z"/>\
        <path fill="#dccfae" d="M136 66h48v28h-48z"/><path fill="none" stroke="#8a4a24" stroke-width="2.5" d="m136 67 24 16 24-16"/>\
        <circle cx="160" cy="82" r="6" fill="#c8552f"/><path fill="#8a4a24" d="M100 106h120v8H100z"/>\
        <path fill="none" stroke="#8a4a24" stroke-width="7" d="M148 32v-8a12 12 0 0 1 24 0v8"/>\
        <path fill="#f2b100" d="M142 30h36v24h-36z"/><circle cx="160" cy="42" r="4" fill="#1b2530"/>\
        <path fill="#c8552f" d="M38 114c0-30 6-40 24-40s24 10 24 40z"/><path fill="#c8552f" d="M46 76c-4-24 2-36 16-36s20 12 16 36z"/>\
        <circle cx="62" cy="60" r="13" fill="#dcab80"/>\
        <path fill="#2a8a5e" d="M234 114c0-30 6-40 24-40s24 10 24 40z"/><circle cx="258" cy="58" r="14" fill="#8b5b3d"/>\
        <path fill="#1b2530" d="M244 55c0-12 5-16 14-16s14 4 14 16z"/>\
        <g fill="#1b2530"><circle cx="57" cy="60" r="1.6"/><circle cx="67" cy="60" r="1.6"/><circle cx="253" cy="60" r="1.6"/>\
        <circle cx="263" cy="60" r="1.6"/></g></svg>
        """

    /// A list with its seal.
    static let sealed: HTML = """
        <svg viewBox="0 0 320 120" width="320" height="120" aria-hidden="true">\
        <path fill="#dccfae" d="M116 14h92v100h-92z"/><path fill="#f7f0dd" d="M108 8h92v100h-92z"/>\
        <path class="cut-sea" d="M120 22h18v7h-18zM120 40h18v7h-18zM120 58h18v7h-18zM120 76h18v7h-18z"/>\
        <path fill="#b9c7cf" d="M146 22h42v7h-42zM146 40h36v7h-36zM146 58h42v7h-42zM146 76h24v7h-24z"/>\
        <path fill="#c8552f" d="m198 70 6 5 8-2 3 7 7 3-1 8 4 7-6 5-1 8-8 1-5 6-7-3-8 2-4-7-8-2 1-8-4-7 6-5 1-8 8-2z"/>\
        <path fill="#f2b100" d="m200 84 10 10-10 10-10-10z"/></svg>
        """
}
