import { statementsIn } from '#kernel/sql'

/** The engine's statements, one a file in `engine/sql`. */
export const statement = statementsIn(new URL('../engine.ts', import.meta.url).href)
