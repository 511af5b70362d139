import { SkeletonPage } from "@/components/ui/skeleton";

/** Any page that has no skeleton of its own. */
export default function Loading() {
  return <SkeletonPage rows={8} />;
}
