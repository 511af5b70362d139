import type { Metadata } from "next";
import type { SearchParams } from "../../coding-state";
import { shownName } from "../../dimension-words";
import { NamePage, nameOf } from "../../name-page";

type Props = { params: Promise<{ name: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: shownName("project", nameOf((await params).name)) };
}

/** Everything about one project. */
export default async function CodingProjectPage({ params, searchParams }: Props) {
  return <NamePage told="project" name={nameOf((await params).name)} searchParams={await searchParams} />;
}
