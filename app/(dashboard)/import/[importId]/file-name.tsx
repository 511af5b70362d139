import { Fragment } from "react";

/** A file name that breaks after its own signs where it does not fit: names have no spaces to break at. */
export function FileName({ name }: { name: string }) {
  return Array.from(name.matchAll(/[^_./-]*[_./-]+|[^_./-]+/g), ({ 0: part, index }) => (
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
