/** A length of time as people say it: `0.8 s`, `42 s`, `3 min 12 s`, `2 h 05 min`, `3 d 4 h`. */
export function durationText(seconds: number): string {
  if (seconds < 0) return `−${durationText(-seconds)}`
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3_600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`
  if (whole < 86_400)
    return `${Math.floor(whole / 3_600)} h ${String(Math.floor((whole % 3_600) / 60)).padStart(2, '0')} min`
  const hours = Math.floor((whole % 86_400) / 3_600)
  return `${Math.floor(whole / 86_400)} d${hours ? ` ${hours} h` : ''}`
}

/** The same, rounded for ages that are read in passing: `a moment`, `4 min`, `2 h`, `3 d`. */
export function ageText(seconds: number): string {
  if (seconds < 5) return 'a moment'
  if (seconds < 60) return `${Math.round(seconds)} s`
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`
  if (seconds < 36_000)
    return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`.replace(' 0 min', '')
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`
  return `${Math.round(seconds / 86_400)} d`
}

export const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1_000
