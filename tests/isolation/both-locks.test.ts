import { describe } from 'vitest';
import { useDatabase } from '@/tests/support/database';
import { expectIsolated } from './expect-isolated';

const database = useDatabase();

describe('as in production, behind the policies', () => expectIsolated(database, 'policies'));
