import * as os from 'node:os';
import { InvalidArgumentError, program } from 'commander';
import { assembly, judged, npmTest, oneAssertion, synth } from './commands';
import { endpointFigures } from './endpoint/figures';
import { figure, table, type Figure } from './figure';
import { inTurns, Workbench } from './workbench';

program
  .name('npm run bench --')
  .description('Measures what this app costs against its baselines; exits with 1 when a ratio is over its limit.')
  .option('--runs <number>', 'measured runs of each kind', positiveInteger, 5)
  .option('--json', 'print the figures and every sample as JSON', false)
  .action(bench)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });

async function bench(options: { readonly runs: number; readonly json: boolean }): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      process.exitCode = 128 + os.constants.signals[signal];
      interruption.abort(new Error(`interrupted by ${signal}`));
    });
  }
  const workbench = new Workbench(interruption.signal);
  // the validator compiles in the background: with no second core to spare, the example site looks worse than it is
  progress(`${os.availableParallelism()} cores, load average ${os.loadavg()[0]?.toFixed(1)}: needs two idle cores`);
  try {
    const figures = [
      ...(await ruleFigures(workbench, options.runs)),
      ...(await endpointFigures(workbench, options.runs, progress)),
      ...(await synthFigures(workbench, options.runs)),
      await testFigure(workbench, options.runs),
    ];
    console.log(options.json ? JSON.stringify(figures, undefined, 2) : table(figures));
    process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    if (!interruption.signal.aborted) {
      throw error;
    }
  } finally {
    workbench.remove();
  }
}

async function synthFigures(workbench: Workbench, runs: number): Promise<Figure[]> {
  const samples = await inTurns(
    runs,
    {
      'synth of an empty app': () => synth(workbench, 'test/bench/apps/empty.ts'),
      'synth of the example site': () => synth(workbench),
      'synth of 100 sites': () => synth(workbench, 'test/bench/apps/hundred-sites.ts'),
    },
    progress,
  );
  const seconds = (name: keyof typeof samples) => samples[name].map((sample) => sample.seconds);
  const memory = (name: keyof typeof samples) => samples[name].map((sample) => sample.peakMebibytes);
  return [
    figure({
      name: 'cdk synth: example site / empty app',
      unit: 's',
      samples: seconds('synth of the example site'),
      baselineSamples: seconds('synth of an empty app'),
      limit: 1.4,
    }),
    figure({
      name: 'cdk synth: 100 sites / example site',
      unit: 's',
      samples: seconds('synth of 100 sites'),
      baselineSamples: seconds('synth of the example site'),
      limit: 4,
    }),
    figure({
      name: 'peak memory of the app: 100 sites / example site',
      unit: 'MiB',
      samples: memory('synth of 100 sites'),
      baselineSamples: memory('synth of the example site'),
      limit: 1.5,
    }),
  ];
}

async function ruleFigures(workbench: Workbench, runs: number): Promise<Figure[]> {
  const example = await assembly(workbench);
  const hundredSites = await assembly(workbench, 'test/bench/apps/hundred-sites.ts');
  const samples = await inTurns(
    runs,
    {
      'rules on the example site': () => judged(workbench, example),
      'rules on 100 sites': () => judged(workbench, hundredSites),
    },
    progress,
  );
  return [
    figure({ name: 'rules: example site', unit: 'ms', samples: samples['rules on the example site'], limit: 50 }),
    figure({
      name: 'rules: 100 sites / example site',
      unit: 'ms',
      samples: samples['rules on 100 sites'],
      baselineSamples: samples['rules on the example site'],
      limit: 100,
    }),
  ];
}

async function testFigure(workbench: Workbench, runs: number): Promise<Figure> {
  const samples = await inTurns(
    runs,
    { 'one assertion': () => oneAssertion(workbench), 'npm test': () => npmTest(workbench) },
    progress,
  );
  const failed = samples['npm test'].find(({ exitCode }) => exitCode !== 0);
  if (failed) {
    console.error(`${failed.output}\nnpm test failed, see above: its time is that of failing tests`);
  }
  return figure({
    name: 'npm test / one assertion on one bucket',
    unit: 's',
    samples: samples['npm test'].map(({ seconds }) => seconds),
    baselineSamples: samples['one assertion'].map(({ seconds }) => seconds),
    limit: 30,
  });
}

/** On standard error, so that `--json` can be piped. */
function progress(message: string): void {
  console.error(message);
}

function positiveInteger(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError('must be a whole number from 1 up');
  }
  return number;
}
