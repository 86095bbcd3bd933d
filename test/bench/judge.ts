import { ALL_RULES } from '../../lib/rules/all-rules';
import { Assembly } from '../../lib/rules/assembly/assembly';
import { readAssembly } from '../../lib/rules/assembly/read-assembly';
import { judge } from '../../lib/rules/judge';

/** Judges an assembly once, as a synthesis does, and prints how many milliseconds that took: `<directory>`. */
const source = readAssembly(process.argv[2] ?? 'cdk.out');
const start = performance.now();
judge(new Assembly(source), ALL_RULES);
console.log(performance.now() - start);
