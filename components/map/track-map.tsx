"use client";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { bounds } from "../charts/track-shape";
import { IconButton } from "../ui/button";
import { CursorMark } from "./cursor-mark";
import type { ProjectedTrack } from "./project";
import { useFrame } from "./use-frame";
import { fitView, panView, place, scaleBar, tilesFor, viewBox, zoomView } from "./view";

type Props = {
  track: ProjectedTrack;
  label: string;
  area?: string;
  /** Of the charts whose cursor is shown here. */
  group?: string;
  /** x and y in turn for each sample of those charts; the track's own points otherwise. */
  samples?: readonly (number | null)[];
  /** Marks along the way: the number of the point and what stands beside it. */
  marks?: readonly { index: number; label: string }[];
  units?: "km" | "mi";
  /** `https://…/{z}/{x}/{y}.png`; without it the way stands on plain paper. */
  tileUrl?: string;
  attribution?: string;
};

/**
 * The way on a map that needs no map server. The frame has a fixed shape, so that the server's drawing has everything
 * in its place; zoom, drag and the charts' cursor come with scripts.
 */
export function TrackMap({ track, label, area, group, samples, marks = [], units = "km", tileUrl, attribution }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const whole = useMemo(() => fitView(bounds(track.points)), [track]);
  const [view, setView] = useState(whole);
  const { widthPx, ready } = useFrame(frame, whole, setView);
  const path = useMemo(() => trackPath(track.points), [track]);
  const bar = scaleBar(view, track.metresPerUnit, units);
  const at = (index: number) => {
    const { left, top } = place(view, track.points[index * 2] ?? 0, track.points[index * 2 + 1] ?? 0);
    return { left: `${left}%`, top: `${top}%` };
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const pan = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
    const zoom = { "+": 0.8, "=": 0.8, "-": 1.25 }[event.key];
    if (pan) setView((now) => panView(now, pan[0] ?? 0, pan[1] ?? 0));
    else if (zoom) setView((now) => zoomView(now, zoom, whole));
    else if (event.key === "0") setView(whole);
    else return;
    event.preventDefault();
  };

  return (
    <figure className="map" data-area={area} aria-label={label}>
      <div className="map-frame" ref={frame} data-ready={ready || undefined}>
        <svg viewBox={viewBox(view)} role="img" aria-label={label}>
          {tileUrl && widthPx > 0
            ? tilesFor(view, track.origin, widthPx, tileUrl).map((tile) => (
                <image key={tile.key} href={tile.href} x={tile.x} y={tile.y} width={tile.size} height={tile.size} />
              ))
            : null}
          <path className="map-halo" d={path} />
          <path className="map-track" d={path} />
        </svg>
        {marks.map((mark) => (
          <span key={mark.index} className="map-mark" style={at(mark.index)}>
            {mark.label}
          </span>
        ))}
        <span className="map-end" style={at(track.points.length / 2 - 1)}>
          <span className="sr-only">End</span>
        </span>
        <span className="map-start" style={at(0)}>
          <span className="sr-only">Start</span>
        </span>
        {group ? <CursorMark group={group} points={samples ?? track.points} view={view} /> : null}
        <span className="map-scale" style={{ width: `${bar.width}%` }}>
          {bar.label}
        </span>
        {attribution && tileUrl ? <span className="map-attribution">{attribution}</span> : null}
        {ready ? (
          <div className="map-buttons" role="toolbar" aria-label="Map view" onKeyDown={onKeyDown}>
            <IconButton label="Zoom in" icon="plus" onClick={() => setView((now) => zoomView(now, 0.66, whole))} />
            <IconButton label="Zoom out" icon="minus" onClick={() => setView((now) => zoomView(now, 1.5, whole))} />
            <IconButton label="Whole track" icon="map" onClick={() => setView(whole)} />
          </div>
        ) : null}
      </div>
    </figure>
  );
}

function trackPath(points: readonly number[]): string {
  let path = "";
  for (let at = 0; at + 1 < points.length; at += 2) path += `${at === 0 ? "M" : "L"}${points[at]} ${points[at + 1]}`;
  return path;
}
