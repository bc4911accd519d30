import { writeTables } from './documents';

writeTables();
