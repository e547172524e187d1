import { buildConsole } from '../../src/local/console-build.ts'

/** The browser meets the console as it is built, not as it is developed. */
export default (): Promise<void> =>
  buildConsole(process.cwd(), (sentence) => process.stderr.write(`[console] ${sentence}\n`))
