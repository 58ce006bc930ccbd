import { contract, firstRelease, seeds } from './facts/contract.mts';
import { differences, EXCEPTIONS, rows } from './facts/compare.mts';

/** Prints how much of the API the rows cover, and where they differ from the contract. */
const facts = contract();
const mine = rows();
const groups: Array<[string, string[]]> = [
	['First operations (seed)', seeds()],
	['Administration, Tenant, Trunk, info and user', firstRelease()],
	['All of v22.8', [...facts.keys()]],
];
for (const [title, keys] of groups) {
	const missing = keys.filter((key) => !mine.has(key));
	console.log(`${title}: ${keys.length - missing.length} of ${keys.length} covered`);
	if (missing.length > 0 && missing.length < 20) console.log(`  missing: ${missing.join(', ')}`);
}
console.log('Left out or changed on purpose:');
for (const { what, why } of EXCEPTIONS) console.log(`  ${what.source}: ${why}`);

const wrong = [...mine].flatMap(([key, operation]) => {
	const fact = facts.get(key);
	return fact ? differences(operation, fact) : [`${key}: not in the contract`];
});
console.log(
	wrong.length ? `Differences:\n  ${wrong.join('\n  ')}` : 'Differences from the contract: none',
);
process.exitCode = wrong.length ? 1 : 0;
