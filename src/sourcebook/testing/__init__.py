"""What tests of engines and rooms need: conformance suites, small rooms, made-up reports, scores of probes."""
