import { Problem } from '../../src/api/contract.ts'

export class Refusal extends Error {
  readonly problem: Problem

  constructor(said: Problem) {
    super(said.title)
    this.problem = said
  }
}

export const problem = (status: number, code: string, title: string, detail: string): Problem =>
  Problem.parse({ status, code, title, detail })

export const broken = problem(
  500,
  'DATABASE_UNAVAILABLE',
  'The hub cannot read its database',
  'What was accepted is safe on disk. It tries again by itself; if this stays, run millwright doctor.',
)

export const notThere = (what: string) =>
  new Refusal(
    problem(
      404,
      'NOT_FOUND',
      `There is no such ${what}`,
      'It may belong to a plant you do not see, or the address is cut short.',
    ),
  )
