-- Which clocks somebody was told of.
select plant, source, device, told from source_clock where home = $1
