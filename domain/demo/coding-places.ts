/** What the person of the demo life works on, and with. */

export type DemoFile = { path: string; language: string; lines: number };
export type DemoProject = { name: string; branches: readonly string[]; files: readonly DemoFile[] };

const file = (path: string, language: string, lines: number): DemoFile => ({ path, language, lines });

export const HARBOUR_API: DemoProject = {
  name: "harbour-api",
  branches: ["main", "berths-by-tide", "retry-invoices", "faster-search", "audit-trail", "main"],
  files: [
    file("cmd/server/main.go", "Go", 118),
    file("internal/berths/berths.go", "Go", 342),
    file("internal/berths/berths_test.go", "Go", 287),
    file("internal/invoices/retry.go", "Go", 176),
    file("internal/search/index.go", "Go", 411),
    file("migrations/0042_tides.sql", "SQL", 38),
    file("Makefile", "Makefile", 54),
    file("docs/berths.md", "Markdown", 92),
  ],
};

export const HARBOUR_WEB: DemoProject = {
  name: "harbour-web",
  branches: ["main", "berth-map", "dark-mode", "booking-steps", "main", "keyboard"],
  files: [
    file("src/routes/berths.tsx", "TypeScript", 264),
    file("src/routes/booking.tsx", "TypeScript", 318),
    file("src/map/berth-map.tsx", "TypeScript", 402),
    file("src/lib/tides.ts", "TypeScript", 133),
    file("src/styles/map.css", "CSS", 187),
    file("e2e/booking.spec.ts", "TypeScript", 142),
    file("package.json", "JSON", 61),
  ],
};

export const LEDGER: DemoProject = {
  name: "ledger",
  branches: ["main", "vat-2026", "import-mt940"],
  files: [
    file("ledger/imports/mt940.py", "Python", 221),
    file("ledger/vat.py", "Python", 158),
    file("tests/test_vat.py", "Python", 204),
    file("ledger/templates/statement.html", "HTML", 96),
    file("pyproject.toml", "TOML", 47),
  ],
};

export const FIELD_NOTES: DemoProject = {
  name: "field-notes",
  branches: ["main", "sync", "ink-strokes"],
  files: [
    file("crates/ink/src/lib.rs", "Rust", 388),
    file("crates/ink/src/stroke.rs", "Rust", 246),
    file("crates/sync/src/merge.rs", "Rust", 312),
    file("Cargo.toml", "TOML", 33),
    file("README.md", "Markdown", 71),
  ],
};

export const DOTFILES: DemoProject = {
  name: "dotfiles",
  branches: ["main"],
  files: [file("nvim/init.lua", "Lua", 213), file("zsh/.zshrc", "Shell", 148), file("bin/backup.sh", "Shell", 62)],
};

/** An editor on a machine, as its plugin names itself. */
export type DemoEditor = { userAgent: string; machine: string; home: string };

const MAC = "wakatime/v1.115.2 (darwin-24.6.0-arm64) go1.24.4";
const LINUX = "wakatime/v1.115.2 (linux-6.12.0-x86_64) go1.24.4";
const studio = (plugin: string): DemoEditor => ({ userAgent: `${MAC} ${plugin}`, machine: "studio", home: "/Users/robin/code" });
const attic = (plugin: string): DemoEditor => ({ userAgent: `${LINUX} ${plugin}`, machine: "attic", home: "/home/robin/code" });

export const VS_CODE = studio("vscode/1.104.0 vscode-wakatime/30.2.0");
export const PYCHARM = studio("PyCharm/2026.1 PyCharm-wakatime/15.0.3");
export const NEOVIM = attic("neovim/0.11.4 vim-wakatime/11.3.0");
export const AGENT = studio("opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0");
export const BROWSER = studio("Chrome/141.0.0.0 mac_arm64 chrome-wakatime/4.1.1");
