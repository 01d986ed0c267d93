/** Milliseconds until a key ends, by the database's clock of this moment: when it expires or its overlap ends; null for never. */
export const endsInMs = `(extract(epoch from least(expires_at, overlap_ends_at) - clock_timestamp()) * 1000)::float8`;

/** Whether a key is live by the database's clock of this moment; a key that is paused is. */
export const liveNow = `revoked_at is null and coalesce(least(expires_at, overlap_ends_at) > clock_timestamp(), true)`;

/** When a key ended or will, null for never: an expression that an index knows. */
export const endsAt = `least(revoked_at, expires_at, overlap_ends_at)`;
