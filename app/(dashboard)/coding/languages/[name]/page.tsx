import type { Metadata } from "next";
import type { SearchParams } from "../../coding-state";
import { shownName } from "../../dimension-words";
import { NamePage, nameOf } from "../../name-page";

type Props = { params: Promise<{ name: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: shownName("language", nameOf((await params).name)) };
}

/** Everything about one language. */
export default async function CodingLanguagePage({ params, searchParams }: Props) {
  return <NamePage told="language" name={nameOf((await params).name)} searchParams={await searchParams} />;
}
