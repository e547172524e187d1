import type { Problem } from '#api'

/** An answer that is not a success, as the hub words it. */
export class Trouble extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'Trouble'
    this.problem = problem
  }
}

export const unreachable = (): Trouble =>
  new Trouble({
    status: 0,
    code: 'HUB_UNREACHABLE',
    title: 'The hub does not answer',
    detail: 'This device could not reach it. Check the network; the question is asked again by itself.',
  })

const unreadable = (status: number): Trouble =>
  new Trouble({
    status,
    code: 'ANSWER_UNREADABLE',
    title: 'The answer could not be read',
    detail: `Something between this device and the hub answered ${status} instead of it. Try again in a minute.`,
  })

/** What went wrong, whoever said it. */
export async function troubleFrom(response: Response): Promise<Trouble> {
  const said: unknown = await response.json().catch(() => undefined)
  return isProblem(said) ? new Trouble(said) : unreadable(response.status)
}

export const problemOf = (error: unknown): Problem =>
  error instanceof Trouble
    ? error.problem
    : {
        status: 0,
        code: 'CONSOLE_FAILED',
        title: 'This page could not be drawn',
        detail: error instanceof Error ? error.message : String(error),
      }

const isProblem = (said: unknown): said is Problem =>
  typeof said === 'object' && said !== null && 'title' in said && 'detail' in said && 'code' in said
