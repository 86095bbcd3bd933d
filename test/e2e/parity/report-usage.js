// Plain JavaScript: NODE_OPTIONS loads it before sucrase is there.
const fs = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { peakMebibytes: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  fs.writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage));
});
