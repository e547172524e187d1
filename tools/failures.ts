import path from 'node:path'

/** What Vitest's JSON reporter says of a suite, as far as it is read here. */
export interface SuiteReport {
  readonly testResults?: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[] | null
    }[]
  }[]
}

/** Enough to see what was expected; where it stands is in the stack, of which the project's own lines are kept. */
const linesOfMessage = 12

/**
 * What failed, to be said once more at the end of all suites, where somebody who has only the last page of a log finds
 * it: the file, the test and the reason without the lines of other people's code.
 */
export function failuresOf(report: SuiteReport, root: string): string[] {
  return (report.testResults ?? []).flatMap((file) => {
    const name = path.isAbsolute(file.name) ? path.relative(root, file.name) : file.name
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    // A file that could not be read or set up has no test that failed.
    if (failed.length === 0 && file.status === 'failed') return [said(name, file.message ?? '')]
    return failed.map((test) => said(`${name} > ${test.fullName}`, (test.failureMessages ?? []).join('\n')))
  })
}

function said(what: string, why: string): string {
  const lines = why
    .split('\n')
    .filter((line) => line.trim() !== '' && !/node_modules|node:internal/.test(line))
    .slice(0, linesOfMessage)
  return [`FAILED ${what}`, ...lines.map((line) => `  ${line}`)].join('\n')
}
