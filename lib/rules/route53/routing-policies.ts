import { hostName } from '../site';
import { hostedZoneOf, isSame, recordRule, recordsOfName, recordsOfSet, shown, type DnsRecord } from './dns-record';
import { isWhole, problem } from './record-shape';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

const POLICIES = [
  'Failover',
  'Weight',
  'Region',
  'GeoLocation',
  'GeoProximityLocation',
  'MultiValueAnswer',
  'CidrRoutingConfig',
];

/** How records of one name and type go together. */
export const routingPolicyRules = [
  recordRule({
    id: 'records-have-one-routing-policy',
    severity: 'error',
    sentence: 'A record has at most one routing policy.',
    page: API,
    *check(record) {
      const [first, second] = policiesOf(record);
      if (first && second) {
        yield problem(record, record.at(second), `${shown(record)} has ${first} and ${second}`, `remove ${second}`);
      }
    },
  }),
  recordRule({
    id: 'set-identifiers-belong-to-routing-policies',
    severity: 'error',
    sentence: 'A record with a routing policy has a SetIdentifier of 1 to 128 characters, any other has none.',
    page: API,
    *check(record) {
      const at = record.at('SetIdentifier');
      const [policy] = policiesOf(record);
      if (policy && !isWhole(at.text?.length, 1, 128)) {
        yield problem(
          record,
          at,
          `${shown(record)} has ${policy}, but the SetIdentifier ${String(at) || '""'}`,
          'set SetIdentifier to a text of 1 to 128 characters that no other record of this name and type has',
        );
      } else if (!policy && at.exists) {
        yield problem(
          record,
          at,
          `${shown(record)} has the SetIdentifier ${String(at)}, but no routing policy`,
          'set Failover, or remove SetIdentifier',
        );
      }
    },
  }),
  recordRule({
    id: 'records-are-told-apart',
    severity: 'error',
    sentence: 'No two records of a zone have the same name, type and SetIdentifier.',
    page: API,
    *check(record, assembly) {
      const identifier = record.at('SetIdentifier').text;
      const twins = recordsOfSet(record, assembly).filter((other) => other.at('SetIdentifier').text === identifier);
      const [first] = twins;
      if (first && !isSame(first, record)) {
        const what = identifier === undefined ? 'no SetIdentifier' : `the SetIdentifier ${identifier}`;
        yield problem(
          record,
          record.at('SetIdentifier'),
          `${shown(record)} has ${what}, as ${first.resource.path} has`,
          'remove one of the two records, or give each a SetIdentifier of its own',
        );
      }
    },
  }),
  recordRule({
    id: 'records-of-a-name-share-their-routing-policy',
    severity: 'error',
    sentence: 'All records of one name and type in a zone have the same routing policy.',
    page: API,
    *check(record, assembly) {
      const [policy] = policiesOf(record);
      const other = recordsOfSet(record, assembly).find((member) => policiesOf(member)[0] !== policy);
      if (other) {
        yield problem(
          record,
          policy ? record.at(policy) : undefined,
          `${shown(record)} has ${policy ?? 'no routing policy'}, ${other.resource.path} has ${policiesOf(other)[0] ?? 'none'}`,
          'give every record of the name and type the same policy',
        );
      }
    },
  }),
  recordRule({
    id: 'weights-and-multivalue-answers-are-valid',
    severity: 'error',
    sentence: 'A weight is 0 to 255, and an answer of several values is no alias.',
    page: API,
    *check(record) {
      const weight = record.at('Weight');
      if (weight.exists && !isWhole(weight.number, 0, 255)) {
        yield problem(record, weight, `${shown(record)} has the weight ${String(weight)}`, 'set Weight to 0 to 255');
      }
      const multiValue = record.at('MultiValueAnswer');
      if (multiValue.flag === true && record.at('AliasTarget').exists) {
        yield problem(
          record,
          multiValue,
          `${shown(record)} is an alias with MultiValueAnswer`,
          'remove MultiValueAnswer',
        );
      }
    },
  }),
  recordRule({
    id: 'cnames-stand-alone',
    severity: 'error',
    sentence: "A CNAME's name has no other record and is not the name of a zone.",
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat',
    *check(record, assembly) {
      if (record.type !== 'CNAME') {
        return;
      }
      const other = recordsOfName(record, assembly).find(({ type }) => type !== 'CNAME');
      const zoneName = hostName(hostedZoneOf(record, assembly)?.at('Name').text ?? record.zoneName.text);
      if (other) {
        yield problem(
          record,
          record.at('Type'),
          `${shown(record)} stands beside ${other.resource.path}, of the type ${other.type}`,
          'make the CNAME an alias of the type A, or remove one of the two',
        );
      } else if (zoneName === '' ? record.name.split('.').length <= 2 : record.name === zoneName) {
        yield problem(
          record,
          record.at('Type'),
          `${record.name} is the name of a zone, which cannot be a CNAME`,
          'make it an alias of the type A',
        );
      }
    },
  }),
];

function policiesOf(record: DnsRecord): string[] {
  return POLICIES.filter((policy) => {
    const value = record.at(policy);
    return value.exists && !(policy === 'MultiValueAnswer' && value.flag === false);
  });
}
