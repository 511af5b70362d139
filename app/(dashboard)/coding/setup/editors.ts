/** How each editor gets its plugin. Every one of them reads `~/.wakatime.cfg`, so that the lines above are all it needs. */
export const EDITORS: readonly { name: string; steps: string; commands?: readonly string[] }[] = [
  {
    name: "VS Code, Cursor, VSCodium",
    steps:
      "Install the extension “WakaTime” and reload the window. If it asks for a key, give it the one above; it writes it into the same file. In a remote window or container the file belongs on the machine that the extension runs on.",
  },
  {
    name: "JetBrains (IntelliJ IDEA, PyCharm, WebStorm …)",
    steps: "Settings, Plugins, Marketplace: install “WakaTime” and restart. It finds the lines by itself.",
  },
  {
    name: "Vim and Neovim",
    steps: "Add wakatime/vim-wakatime with your plugin manager and restart. It sends every half minute and when you leave.",
    commands: ["Plug 'wakatime/vim-wakatime'", '{ "wakatime/vim-wakatime", lazy = false }'],
  },
  {
    name: "Emacs",
    steps: "Install wakatime-mode from MELPA and wakatime-cli on the path, then switch it on for all buffers.",
    commands: ["(global-wakatime-mode)"],
  },
  { name: "Sublime Text", steps: "Package Control: Install Package, “WakaTime”. Restart." },
  {
    name: "Browser",
    steps:
      "Install the WakaTime extension. In its options put the key under “API Key” and the address of the lines above under “API Url”; it does not read the file. Choose there which sites it tells of. Its popup shows today’s time.",
  },
  {
    name: "Terminal",
    steps: "Plugins for zsh, bash and fish start wakatime-cli after each command. Install wakatime-cli first; it reads the file.",
  },
  {
    name: "Claude Code",
    steps: "Two commands. Its time is shown as an AI agent’s, apart from yours, with the model it used.",
    commands: [
      "claude plugin marketplace add https://github.com/wakatime/claude-code-wakatime.git",
      "claude plugin i claude-code-wakatime@wakatime",
    ],
  },
  {
    name: "Any other",
    steps:
      "Whatever has a WakaTime plugin works the same way. wakatime-cli can also be started by hand, to see whether the lines are right.",
    commands: ["wakatime-cli --entity ~/notes.md --plugin try/1.0 --write"],
  },
  {
    name: "Programs that read: README cards, menu bars, goals",
    steps:
      "Whatever asks WakaTime for figures can ask Almanac: give it the address of the lines above and a key that may read, from API keys in the settings. The key for editors tells today’s time only.",
  },
];
