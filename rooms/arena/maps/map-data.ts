/** A map as it is written down, in world pixels. What is in `half` is there a second time, turned by 180 degrees around the centre. */
export interface MapData {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly centre: Pieces;
  readonly half: Pieces & { readonly spawns: readonly Point[] };
}

export interface Pieces {
  readonly boxes: readonly Box[];
  readonly pillars: readonly Pillar[];
  readonly pickups: readonly PickupSpot[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its centre and size, turned clockwise (y points down). */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
  readonly degrees?: number;
}

export interface Pillar extends Point {
  readonly radius: number;
}

export type PickupKind = "health" | "shield" | "overcharge";

export interface PickupSpot extends Point {
  readonly kind: PickupKind;
}
