import type { Answer } from 'dns-packet';
import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import { allRecords, normalized, type DnsRecord } from '../../rules/route53/dns-record';
import { groupBy } from '../../rules/site';
import { apexesOf, isWithin } from './apexes';
import { resourceRecord } from './record-data';
import { RecordSet } from './record-set';
import { zoneRecord, type Addresses, type Target, type ZoneRecord } from './zone-record';

export interface DnsAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'REFUSED';
  readonly answers: Answer[];
  readonly authorities: Answer[];
}

export interface ZoneProps {
  /** What a health check counts as at this moment. */
  readonly isHealthy: (check: Resource) => boolean;

  /** Where an alias leads at this moment; no addresses of a kind that the target does not have. */
  readonly addressOf: (target: Target) => Addresses;
}

/** Which name servers a zone gets, only a deployment tells. */
const NAME_SERVER = 'ns.rehearsal.invalid';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html */
const SOA_TTL = 900;
const NS_TTL = 172_800;
const SOA = {
  mname: NAME_SERVER,
  rname: 'awsdns-hostmaster.amazon.com',
  serial: 1,
  refresh: 7_200,
  retry: 900,
  expire: 1_209_600,
  minimum: 86_400,
};

const LONGEST_CHAIN = 8;

/** The records of an app's hosted zones, and what Route 53 answers from them. */
export class Zone {
  private readonly apexes: readonly string[];
  /** By name and type, in lower case. */
  private readonly sets = new Map<string, Map<string, RecordSet>>();

  /** @throws NotUnderstood for a record that is not rehearsed */
  constructor(
    assembly: Assembly,
    private readonly props: ZoneProps,
  ) {
    this.apexes = apexesOf(assembly);
    const records = allRecords(assembly).map((record) => zoneRecord(record, assembly, props.addressOf));
    this.apexes.forEach((apex) => this.add(apex));
    for (const [name, ofName] of groupBy(records, ({ record }) => record.name)) {
      const types = this.add(name);
      groupBy(ofName, ({ type }) => type).forEach((ofType, type) => types.set(type, new RecordSet(ofType)));
    }
  }

  /** The record that decides the answer at this moment. */
  chosen(name: string, type: string): DnsRecord | undefined {
    return this.choose(normalized(name), type)?.record;
  }

  answer(question: string, type: string): DnsAnswer {
    const answers: Answer[] = [];
    let owner = question;
    for (let links = 0; links < LONGEST_CHAIN; links++) {
      const name = normalized(owner);
      const apex = this.apexes.find((candidate) => isWithin(name, candidate));
      if (apex === undefined) {
        return { status: links === 0 ? 'REFUSED' : 'NOERROR', answers, authorities: [] };
      }
      const found = name === apex ? (apexAnswers(owner, type) ?? this.find(owner, type)) : this.find(owner, type);
      answers.push(...found);
      const [link] = found;
      if (link?.type !== 'CNAME' || type === 'CNAME') {
        const status = this.typesOf(name) ? 'NOERROR' : 'NXDOMAIN';
        const soa = resourceRecord('SOA', apex, SOA_TTL, SOA);
        return { status, answers, authorities: found.length > 0 ? [] : [soa] };
      }
      owner = link.data;
    }
    return { status: 'NOERROR', answers, authorities: [] };
  }

  private find(owner: string, type: string): Answer[] {
    const name = normalized(owner);
    const record = this.choose(name, 'CNAME') ?? this.choose(name, type);
    return record?.answers(owner) ?? [];
  }

  private choose(name: string, type: string): ZoneRecord | undefined {
    return this.typesOf(name)?.get(type)?.chosen(this.props.isHealthy);
  }

  /** What a name has, or the wildcard that stands for it: the one below its closest ancestor that exists. */
  private typesOf(name: string): Map<string, RecordSet> | undefined {
    const own = this.sets.get(name);
    if (own) {
      return own;
    }
    let above = name;
    do {
      above = above.slice(above.indexOf('.') + 1);
    } while (above.includes('.') && !this.sets.has(above));
    return this.sets.get(`*.${above}`);
  }

  /** Adds a name, and those above it in its zone, which exist by that. */
  private add(name: string): Map<string, RecordSet> {
    const types = this.sets.get(name) ?? new Map<string, RecordSet>();
    this.sets.set(name, types);
    if (!this.apexes.includes(name) && this.apexes.some((apex) => isWithin(name, apex))) {
      this.add(name.slice(name.indexOf('.') + 1));
    }
    return types;
  }
}

/** What Route 53 itself adds to each zone. */
function apexAnswers(name: string, type: string): Answer[] | undefined {
  switch (type) {
    case 'NS':
      return [resourceRecord('NS', name, NS_TTL, NAME_SERVER)];
    case 'SOA':
      return [resourceRecord('SOA', name, SOA_TTL, SOA)];
    default:
      return undefined;
  }
}
