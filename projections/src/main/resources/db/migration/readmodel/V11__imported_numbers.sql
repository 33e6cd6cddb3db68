-- Which sequences have imported numbers is asked at every start of the API.
CREATE INDEX numbers_imported ON numbers (series, period) WHERE how = 'imported';
