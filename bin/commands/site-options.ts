import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { resolveSites, type Site, type SiteConfig } from '../../lib/site-config';

export interface SitesOptions {
  readonly sites: string;
}

export interface SiteOptions extends SitesOptions {
  readonly site?: string;
}

export interface AwsOptions extends SiteOptions {
  readonly profile?: string;
  readonly json?: true;
}

const SITES = path.relative(process.cwd(), path.join(__dirname, '../sites.ts'));

/** What every command takes that reads the configuration. */
export function withSites(command: Command): Command {
  return command.option('--sites <file>', 'module or JSON file with the sites', SITES);
}

/** The same for a command that is about one site. */
export function withSite(command: Command): Command {
  return withSites(command.option('--site <domain>', 'which site, when there are several'));
}

/** The same for a command that asks AWS. */
export function withAws(command: Command): Command {
  return withSite(command)
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option('--json', 'prints for machines');
}

/**
 * Every site of the configuration.
 *
 * @throws Error, SiteConfigError that say what to do
 */
export function allSites({ sites: file }: SitesOptions): Site[] {
  return resolveSites(readSites(file));
}

/**
 * The site that a command is about.
 *
 * @throws Error, SiteConfigError that say what to do
 */
export function chosenSite({ site: wanted, sites: file }: SiteOptions): Site {
  const sites = allSites({ sites: file });
  const [first, ...others] = wanted === undefined ? sites : sites.filter(({ domainName }) => domainName === wanted);
  const names = sites.map(({ domainName }) => domainName).join(', ');
  if (!first) {
    throw new Error(`--site must be one of ${file} (${names}), got: ${wanted}`);
  }
  if (others.length > 0) {
    throw new Error(`--site must name one of the sites: ${names}`);
  }
  return first;
}

function readSites(file: string): SiteConfig[] {
  const module = path.resolve(file);
  const wrong = `--sites must be a module that exports \`sites\`, or a JSON file, got: ${file}`;
  if (!fs.existsSync(module)) {
    throw new Error(wrong);
  }
  let exported: unknown;
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- its name is known when it runs
    exported = require(module);
  } catch (error) {
    throw new Error(wrong, { cause: error });
  }
  return (Array.isArray(exported) ? exported : (exported as { sites?: unknown }).sites) as SiteConfig[];
}
