import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { ESLint } from 'eslint';
import { buildProperties } from '../nodes/shared/description/index.ts';

/**
 * n8n's linter reads literals only, and this node computes its properties. So they are written
 * out as a literal in the place of the node's class, and that is linted.
 *
 * `tsx scripts/lintDescription.mts` lints the node's properties; with `-` those given as JSON on
 * standard input. Prints the findings as a JSON list.
 */
const given =
	process.argv[2] === '-' ? (JSON.parse(readFileSync(0, 'utf8')) as object[]) : buildProperties();
const literal = inspect(given, { depth: null, maxArrayLength: null, maxStringLength: null });
const code = `import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
export class PortSip implements INodeType {
description: INodeTypeDescription = {
displayName: 'PortSIP PBX', name: 'portSip', group: ['output'], version: 1, subtitle: 'Sub',
icon: { light: 'file:../../icons/portsip.svg', dark: 'file:../../icons/portsip.dark.svg' },
description: 'Manage a PBX', defaults: { name: 'PortSIP PBX' }, usableAsTool: true,
inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main],
credentials: [{ name: 'portSipApi', required: true }],
properties: ${literal},
};
}
`;
const [{ messages }] = await new ESLint().lintText(code, {
	filePath: 'nodes/PortSip/PortSip.node.ts',
});
const lines = code.split('\n');
const findings = messages.map(
	({ ruleId, message, line }) => `${ruleId}: ${message} (${lines[line - 1].trim().slice(0, 120)})`,
);
console.log(JSON.stringify(findings, undefined, 1));
