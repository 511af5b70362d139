import localFont from "next/font/local";

/**
 * Inter, asked for with the page itself, so that it is there at the first paint; where it is late, the stand-in of the
 * same measure stays (`optional`) and nothing moves. Other scripts' letters come from the style sheet's second face.
 */
export const inter = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  display: "optional",
  adjustFontFallback: false,
  variable: "--font-inter",
});
