import Programme
