import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { GLOBAL } from '../clients';
import type { Break } from './break';
import { delegate, DOMAIN } from './ready-account';

export const ZONE_BREAKS: readonly Break[] = [
  {
    name: 'a zone that is private',
    check: 'zone',
    what: /^the zone \S+ is private$/,
    breaks: async ({ aws }) => {
      const VPC = { VPCRegion: GLOBAL, VPCId: 'vpc-1' } as const;
      const HostedZoneConfig = { PrivateZone: true };
      const { HostedZone } = await aws.route53.send(
        new CreateHostedZoneCommand({ Name: DOMAIN, CallerReference: '2', VPC, HostedZoneConfig }),
      );
      return { hostedZoneId: String(HostedZone?.Id).replace('/hostedzone/', '') };
    },
  },
  {
    name: 'a zone that is not there',
    check: 'zone',
    what: /^account 123456789012 has no hosted zone Z0GONE$/,
    breaks: () => Promise.resolve({ hostedZoneId: 'Z0GONE' }),
  },
  {
    name: 'a domain that is delegated elsewhere',
    check: 'zone-delegated',
    what: /^public DNS has example\.test at ns1\.others\.example; its zone \S+ is at ns-2048\.awsdns-64\.com, /,
    breaks: ({ internet }) => {
      const { records } = internet;
      delegate(internet, ['ns1.others.example']);
      return Promise.resolve(() => (internet.records = records));
    },
  },
  {
    name: 'an A record of the name',
    check: 'names-free',
    what: /^example\.test has an A record: 203\.0\.113\.1$/,
    breaks: async ({ aws, site: { hostedZoneId: HostedZoneId } }) => {
      const record: ResourceRecordSet = {
        Name: DOMAIN,
        Type: 'A',
        TTL: 60,
        ResourceRecords: [{ Value: '203.0.113.1' }],
      };
      const change = (Action: 'CREATE' | 'DELETE') =>
        aws.route53.send(
          new ChangeResourceRecordSetsCommand({
            HostedZoneId,
            ChangeBatch: { Changes: [{ Action, ResourceRecordSet: record }] },
          }),
        );
      await change('CREATE');
      return () => change('DELETE');
    },
  },
  {
    name: 'a CAA record that leaves Amazon out',
    check: 'caa',
    what: /^the CAA records of example\.test do not let Amazon issue certificates: 0 issue "ca\.example"$/,
    breaks: ({ internet }) => {
      const { records } = internet;
      const data = { flags: 0, tag: 'issue', value: 'ca.example' } as const;
      internet.records = [...records, { type: 'CAA', name: DOMAIN, ttl: 60, data }];
      return Promise.resolve(() => (internet.records = records));
    },
  },
];
