/** Moods in words, 1 to 5. */
export const MOODS = ["", "Very low", "Low", "Middling", "Good", "Very good"] as const;

/** "Good, 4 of 5". */
export const moodText = (mood: number) => `${MOODS[mood] ?? ""}, ${mood} of 5`;
