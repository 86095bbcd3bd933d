// Plain JavaScript: NODE_OPTIONS loads it before sucrase is there.
const fs = require('node:fs');

const { BENCH_PEAK_MEMORY_FILE, CDK_OUTDIR } = process.env;

// the CLI gets the same NODE_OPTIONS; it sets CDK_OUTDIR for the app alone
if (BENCH_PEAK_MEMORY_FILE && CDK_OUTDIR) {
  process.on('exit', () => {
    fs.appendFileSync(BENCH_PEAK_MEMORY_FILE, `${process.resourceUsage().maxRSS}\n`);
  });
}
