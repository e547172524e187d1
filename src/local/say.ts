/** Tells a person or a log, in one sentence, what is being done. */
export type Say = (sentence: string) => void

export const silently: Say = () => {}
