import { diff } from './openapi/diff.mts';
import { readDocument } from './openapi/document.mts';
import { history } from './openapi/history.mts';
import { operationFacts } from './openapi/operationFacts.mts';
import { printed } from './openapi/print.mts';

/**
 * Prints what an OpenAPI document of PortSIP says otherwise than the rows. To be read, not to be
 * obeyed, so the exit code is 0 whatever it finds; docs/new-portsip-version.md says what to do.
 */
const [file, ...more] = process.argv.slice(2);
if (!file || more.length) {
	console.error('Usage: npm run api:diff -- FILE   (an OpenAPI 3 document as JSON)');
	process.exit(2);
}
const document = readDocument(file);
const facts = operationFacts(document);
const title = `${document.info.title} ${document.info.version}: ${facts.size} operations`;
console.log(printed(title, diff(facts, history())).join('\n'));
