/** An activity as `GET /athlete/activities` lists it. Keys with `?` are absent from many, as recorded. */
export type Summary = {
  resource_state: 2;
  athlete: { id: number; resource_state: 1 };
  name: string;
  distance: number;
  moving_time: number;
  elapsed_time: number;
  total_elevation_gain: number;
  type: string;
  sport_type: string;
  workout_type?: number | null;
  id: number;
  start_date: string;
  start_date_local: string;
  timezone: string;
  utc_offset: number;
  location_city: null;
  location_state: null;
  location_country: null;
  achievement_count: number;
  kudos_count: number;
  comment_count: number;
  athlete_count: number;
  photo_count: number;
  map: { id: string; summary_polyline: string; resource_state: 2 };
  trainer: boolean;
  commute: boolean;
  manual: boolean;
  private: boolean;
  visibility: "everyone" | "followers_only" | "only_me";
  flagged: boolean;
  gear_id: string | null;
  start_latlng: number[];
  end_latlng: number[];
  average_speed: number;
  max_speed: number;
  average_cadence?: number;
  average_temp?: number;
  average_watts?: number;
  max_watts?: number;
  weighted_average_watts?: number;
  kilojoules?: number;
  device_watts?: boolean;
  device_name?: string;
  has_heartrate: boolean;
  average_heartrate?: number;
  max_heartrate?: number;
  heartrate_opt_out: boolean;
  display_hide_heartrate_option: boolean;
  elev_high?: number;
  elev_low?: number;
  upload_id: number | null;
  upload_id_str?: string;
  external_id: string | null;
  from_accepted_tag: boolean;
  pr_count: number;
  total_photo_count: number;
  has_kudoed: boolean;
  suffer_score?: number;
};

/** An activity with what only the detailed answer says of it. */
export type Activity = { summary: Summary; startMs: number; description: string | null; calories: number };

export type Gear = {
  id: string;
  primary: boolean;
  name: string;
  nickname: string | null;
  retired: boolean;
  /** Metres. */
  distance: number;
  brand_name: string;
  model_name: string;
  description: string | null;
};

export type Athlete = {
  id: number;
  firstname: string;
  lastname: string;
  username: string | null;
  seed: number;
  activities: Map<number, Activity>;
  gear: Map<string, Gear>;
};

/** One pair of tokens: Strava keeps one for each athlete and set of scopes. Older access tokens live until they expire. */
export type Pair = { athleteId: number; scope: string[]; access: { token: string; expiresAt: number }[]; refresh: string };

export type Code = { athleteId: number; scope: string[]; expiresAt: number };

export type WebhookEvent = {
  object_type: "activity" | "athlete";
  object_id: number;
  aspect_type: "create" | "update" | "delete";
  updates: Record<string, string>;
  owner_id: number;
  subscription_id: number;
  event_time: number;
};

export type Subscription = { id: number; callbackUrl: string; verifyToken: string; createdAt: string };
