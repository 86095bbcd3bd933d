import type { Rule } from '../rule';
import { API, apiOf, DOMAIN, MAPPING, mappingOf, STAGE, stageOf } from './model';

const MAPPINGS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html';
const STAGES = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html';

/** From a custom domain to a stage of an API. */
export const apiMappingRules: readonly Rule[] = [
  {
    id: 'api-domains-lead-to-an-api',
    severity: 'error',
    sentence: 'A custom domain has one mapping of all its paths, to an API.',
    page: MAPPINGS,
    types: [DOMAIN],
    *check(domain, assembly) {
      if (!mappingOf(domain, assembly)) {
        yield {
          wrong: `${domain.ref} leads to no API: every request is a 403`,
          write: `add an ${MAPPING} of it, without ApiMappingKey`,
        };
      }
    },
  },
  {
    id: 'api-mappings-find-their-stage',
    severity: 'error',
    sentence: 'A mapping names a custom domain, an API and a stage of it, all in its stack and created before it.',
    page: MAPPINGS,
    types: [MAPPING],
    *check(mapping, assembly) {
      const parts = {
        DomainName: assembly.find(DOMAIN, mapping.at('DomainName').text),
        ApiId: apiOf(mapping, assembly),
        Stage: stageOf(mapping, assembly),
      };
      for (const [name, part] of Object.entries(parts)) {
        if (part?.stack !== mapping.stack) {
          const at = mapping.at(name);
          yield { at, wrong: `${name} is ${String(at)}, which this stack has not`, write: `write a Ref of one in it` };
        } else if (!assembly.isCreatedAfter(mapping, part)) {
          yield {
            wrong: `the mapping may be created before ${part.path}, and is refused then`,
            write: `make it depend on ${part.logicalId}`,
          };
        }
      }
    },
  },
  {
    id: 'api-stages-are-deployed',
    severity: 'error',
    sentence:
      'A stage is of an API of its stack, and deploys itself or has a deployment: without one it answers nothing.',
    page: STAGES,
    types: [STAGE],
    *check(stage, assembly) {
      const api = stage.at('ApiId');
      if (assembly.find(API, api.text)?.stack !== stage.stack) {
        yield { at: api, wrong: `there is no API ${String(api)} in this stack`, write: 'write a Ref of the API' };
      }
      const at = stage.at('AutoDeploy');
      if (at.flag !== true && !stage.at('DeploymentId').exists) {
        yield { at, wrong: `the stage ${stage.ref} has no deployment`, write: 'set AutoDeploy to true' };
      }
    },
  },
];
