/** Timers hold 31 bits of ms (24 days); a longer time would be over at once. */
export const longestTimerMs = 0x7fffffff;

/** The nearest number of ms that a timer can wait for; what is no number stays what it is. */
export const timerMs = (ms: number): number => (ms > longestTimerMs ? longestTimerMs : ms);
